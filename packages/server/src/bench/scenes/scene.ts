import type { BenchArguments } from '../arguments.ts'
import type { Measured } from '../figures.ts'
import type { Place } from '../place.ts'

export type SceneOptions = Pick<BenchArguments, 'profileFolder' | 'upTo'> & {
  /** How long a measurement takes, as a share of its usual length: the check that a scene works at all takes little. */
  scale: number
  say(line: string): void
}

/** One round: everything that is compared with each other is measured in it. */
export type Scene = (place: Place, options: SceneOptions) => Promise<Measured[]>

export const flagsFor = ({ profileFolder }: SceneOptions): string[] => (profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`])
