export function isBuilt(): boolean
/** @returns whether the bundle is there and new */
export function ensureBuilt(): Promise<boolean>
