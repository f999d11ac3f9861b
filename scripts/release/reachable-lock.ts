/** The part of a package-lock.json that some workspaces need to run, as a lock of its own. */

type Entry = {
  link?: boolean
  dev?: boolean
  optional?: boolean
  dependencies?: Names
  optionalDependencies?: Names
  peerDependencies?: Names
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}
type Names = Record<string, string>
export type Lock = { packages: Record<string, Entry>; [key: string]: unknown }
export type Manifest = { name: string; dependencies?: Names; devDependencies?: Names; optionalDependencies?: Names; [key: string]: unknown }

/**
 * @param root the release's own package.json, which names the workspaces
 * @param workspaces folder → package.json, already without development's dependencies
 */
export function reachableLock(lock: Lock, root: Manifest, workspaces: ReadonlyMap<string, Manifest>): Lock {
  const kept = new Map<string, Entry>([['', root as Entry]])
  for (const [folder, manifest] of workspaces) {
    const { name: _, ...entry } = manifest
    kept.set(folder, { ...(entry as Entry) })
    kept.set(`node_modules/${manifest.name}`, { ...lock.packages[`node_modules/${manifest.name}`] })
  }
  const waiting = [...kept.keys()]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const name of wantedBy(kept.get(path) ?? {})) {
      const found = findFrom(lock, path, name)
      if (found === null || kept.has(found)) continue
      kept.set(found, lock.packages[found] ?? {})
      waiting.push(found)
    }
  }
  const sorted = [...kept].sort(([one], [other]) => (one < other ? -1 : 1))
  return { ...lock, name: root.name, packages: Object.fromEntries(sorted) }
}

/** Names of what a package asks for; platform binaries that the lock does not hold are nobody's loss. */
function wantedBy({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }: Entry): string[] {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => peerDependenciesMeta?.[name]?.optional !== true)
  return [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers]
}

/** As Node looks for it: beside the package, then in each node_modules further up. */
function findFrom(lock: Lock, from: string, name: string): string | null {
  for (let place = from; ; ) {
    const candidate = `${place === '' ? '' : `${place}/`}node_modules/${name}`
    if (lock.packages[candidate] !== undefined) return candidate
    if (place === '') return null
    const cut = place.lastIndexOf('/node_modules/')
    place = cut === -1 ? '' : place.slice(0, cut)
  }
}
