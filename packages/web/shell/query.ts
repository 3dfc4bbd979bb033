import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { App } from 'antd'
import { useRef } from 'react'
import { t } from '../i18n/language.ts'
import { showProblem } from '../parts/Problem.tsx'
import { ApiError, api, newKey, type Query } from './api.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The machine may be "offline" for the browser and still reach the server on the same floor.
      networkMode: 'always',
      // The parts of one page ask once; the next page asks anew, or a list would say 退回 and the task it opens 待审核.
      staleTime: 1000,
      retry: (times, error) => error instanceof ApiError && error.unanswered && times < 2,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** What the server says under `path`; null asks nothing. Kept under [path, query], so `refresh` finds it by its path. */
export function useGet<T>(
  path: string | null,
  query?: Query,
  options: { every?: number; keep?: boolean; staleTime?: number } = {},
): UseQueryResult<T, Error> {
  return useQuery<T, Error>({
    queryKey: [path, query ?? {}],
    queryFn: ({ signal }) => api.get<T>(path!, query, { signal }),
    enabled: path !== null,
    ...(options.every ? { refetchInterval: options.every } : {}),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
    // While the next page of a list is fetched, the last one stays on the desk.
    ...(options.keep ? { placeholderData: (previous: unknown) => previous as never } : {}),
  })
}

interface WriteOptions<T, V> {
  /** Everything kept under these paths is asked for again. */
  refresh?: readonly string[]
  /** Said when it is done. */
  done?: string | ((answer: T) => string)
  /** The caller shows the refusal itself (a form with places); otherwise a message lists the reasons. */
  quiet?: boolean
  onDone?: (answer: T, values: V) => void
}

/**
 * One intention of the user: `send(values, key)`. When no answer came, trying again with the same values reuses the key,
 * so that the server never does it twice.
 */
export function useWrite<T, V = void>(
  send: (values: V, key: string) => Promise<T>,
  options: WriteOptions<T, V> = {},
): UseMutationResult<T, Error, V> {
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const open = useRef<{ key: string; values: string } | null>(null)
  return useMutation<T, Error, V>({
    mutationFn: async values => {
      const text = JSON.stringify(values ?? null)
      const key = open.current?.values === text ? open.current.key : newKey()
      open.current = { key, values: text }
      try {
        const answer = await send(values, key)
        open.current = null
        return answer
      } catch (error) {
        if (!(error instanceof ApiError && error.unanswered)) open.current = null
        throw error
      }
    },
    onSuccess: async (answer, values) => {
      const said = typeof options.done === 'function' ? options.done(answer) : options.done
      if (said) message.success(said)
      // What is kept is marked as old first: whatever onDone opens asks anew.
      const refreshed = refreshPaths(client, options.refresh ?? [])
      options.onDone?.(answer, values)
      await refreshed
    },
    onError: error => {
      if (!options.quiet) showProblem(modal, error, t('没有办成'))
    },
  })
}

export const refreshPaths = (client: QueryClient, paths: readonly string[]): Promise<void> =>
  client.invalidateQueries({ predicate: query => paths.some(p => String(query.queryKey[0] ?? '').startsWith(p)) })
