/** Who keeps the lists of subjects: any bureau of a county, city or province, each in its region; townships report. */
export const KEEPERS = ['county', 'city', 'province', 'township'] as const
export const DECIDERS = ['county', 'city', 'province'] as const

/** The life of a subject: it is there, it has ended, or it turned out to be another one that was listed already. */
export const SUBJECT_STATES = { active: '在册', ended: '已终止', merged: '已并入另一条' } as const
export const ENDED = ['ended', 'merged'] as const

export const SUBJECT_MOVES = {
  end: { label: '终止', from: ['active'], to: 'ended', by: DECIDERS, reason: 'required' },
  resume: { label: '恢复', from: ['ended'], to: 'active', by: DECIDERS, reason: 'required' },
} as const
