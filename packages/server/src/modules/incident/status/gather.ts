/** What the status page is made of: asked here, once a minute and at each change. */
import { HISTORY_MS } from '@yingda/domain/incident/decide.ts'
import type { Component, Measured } from '@yingda/domain/incident/component-state.ts'
import { sharesBy } from '@yingda/domain/incident/quality.ts'
import { statusSnapshot, type Line } from '@yingda/domain/incident/snapshot.ts'
import type { StatusContact, StatusEstimate, StatusIncident, StatusQuality, StatusSnapshot } from '@yingda/protocol/http/status.ts'
import type { IncidentView } from '@yingda/protocol/http/incident.ts'
import type { Bilingual } from '@yingda/protocol/language.ts'
import type { QueryContext, Runner } from '../../../platform/command.ts'
import { waitingByTeam } from '../../conversation/api.ts'
import { listTeams } from '../../identity/api.ts'
import { accountsOf, obligationsOfSilentBot } from '../../obligation/api.ts'
import { waitsForNewcomers, type NewcomerWait } from '../../routing/api.ts'
import { hoursOfTeams, isGatewayThere, type DeskHours } from '../../workforce/api.ts'
import { listIncidents } from '../queries/list-incidents.ts'
import { midnightsBefore, qualityDays } from './days.ts'

export type StatusSources = {
  runner: Runner
  components: readonly Component[]
  contacts: readonly StatusContact[]
  brand: Bilingual
  timeZone: string
  /** Groups of reactions that nobody works on just now; known to whoever watches over them. */
  stuckReactions(ctx: QueryContext): Promise<readonly string[]>
  /** Whether some have been turned away for a while because too many ask. */
  isCrowded(ctx: QueryContext): Promise<boolean>
  /** Whether mails stand still; known to the channels. */
  isMailHeldUp(ctx: QueryContext): Promise<boolean>
  /** Null without a wallet. Asks outside: never inside a transaction. */
  isWalletThere: (() => Promise<boolean>) | null
  /** Where one subscribes by mail; null = mail does not go out here. */
  subscribeAt: string | null
}

const SYSTEM = { kind: 'system' } as const
const DAYS_SHOWN = HISTORY_MS / (24 * 3600_000)
/** Counting a month's requests is not done each minute. */
const QUALITY_KEPT_MS = 3600_000

/** @param before the copy that stands now, whose quality is kept for an hour */
export async function gatherStatus(sources: StatusSources, before: StatusSnapshot | null): Promise<StatusSnapshot> {
  const { runner, timeZone, components, contacts, brand, subscribeAt } = sources
  const walletThere = sources.isWalletThere === null ? true : await sources.isWalletThere()
  return runner.query(SYSTEM, async (ctx) =>
    statusSnapshot({
      nowMs: ctx.now.getTime(),
      brand,
      timeZone,
      midnights: midnightsBefore(ctx.now, timeZone, DAYS_SHOWN),
      components,
      contacts,
      subscribeAt,
      measured: await measure(ctx, sources, walletThere),
      lines: await linesOf(ctx),
      incidents: (await listIncidents(ctx)).map(incidentOf),
      quality: await qualityOf(ctx, timeZone, before?.quality ?? null),
    }),
  )
}

async function measure(ctx: QueryContext, { stuckReactions, isCrowded, isMailHeldUp }: StatusSources, walletThere: boolean): Promise<Map<string, Measured>> {
  const [gateway, crowded, stuck, silent, heldUp] = await Promise.all([
    isGatewayThere(ctx.db),
    isCrowded(ctx),
    stuckReactions(ctx),
    obligationsOfSilentBot(ctx, 1),
    isMailHeldUp(ctx),
  ])
  const measured = new Map<string, Measured>()
  if (crowded) measured.set('chat', 'turned_away')
  if (!gateway) measured.set('chat', 'live_connection_away')
  if (stuck.includes('bot') || silent.length > 0) measured.set('bot', 'answers_late')
  if (heldUp) measured.set('email', 'not_delivered')
  if (!walletThere) measured.set('wallet', 'wallet_silent')
  return measured
}

async function linesOf(ctx: QueryContext): Promise<Line[]> {
  const [teams, waiting] = await Promise.all([listTeams(ctx), waitingByTeam(ctx)])
  const taking = teams.filter(({ questionTypes }) => questionTypes.length > 0)
  const newcomers = await waitsForNewcomers(ctx, taking)
  const lines: Line[] = []
  // Many teams share their hours: each set of them is asked for once.
  const known = new Map<string | null, DeskHours>()
  for (const team of taking) {
    const hours = known.get(team.calendarId) ?? (await hoursOfTeams(ctx, [team]))
    known.set(team.calendarId, hours)
    const line = waiting.get(team.id)
    const told = newcomers.get(team.id)
    lines.push({
      team: { 'zh-CN': team.nameZh, en: team.nameEn },
      isOpen: hours.isOpen,
      opensAt: hours.isOpen ? null : (hours.opensAt?.toISOString() ?? null),
      waiting: line?.waiting ?? 0,
      longestSinceMs: line?.longestSince.getTime() ?? null,
      estimate: told === undefined ? null : { 'zh-CN': published(told['zh-CN']), en: published(told.en) },
    })
  }
  return lines
}

/** In whole minutes, and without why it cannot be said: that would tell of people who are on a break. */
const published = (wait: NewcomerWait): StatusEstimate =>
  wait.kind === 'range' ? { kind: 'range', fromMinutes: Math.floor(wait.fromSeconds / 60), toMinutes: Math.ceil(wait.toSeconds / 60) } : { kind: wait.kind }

/** Who wrote it stays with the staff. */
const incidentOf = ({ id, titleZh, titleEn, updates, ...rest }: IncidentView): StatusIncident => ({
  id,
  ...rest,
  title: { 'zh-CN': titleZh, en: titleEn },
  updates: updates.map(({ at, state, textZh, textEn }) => ({ at, state, text: { 'zh-CN': textZh, en: textEn } })),
})

async function qualityOf(ctx: QueryContext, timeZone: string, before: StatusQuality | null): Promise<StatusQuality> {
  const nowMs = ctx.now.getTime()
  const age = before === null ? Number.POSITIVE_INFINITY : nowMs - Date.parse(before.at)
  if (before !== null && age >= 0 && age < QUALITY_KEPT_MS) return before
  const { from, until, lastDays } = qualityDays(ctx.now, timeZone)
  const accounts = await accountsOf(ctx, { from, until, timeZone })
  return {
    at: ctx.now.toISOString(),
    months: sharesBy(accounts, (day) => day.slice(0, 7)),
    days: sharesBy(
      accounts.filter(({ day }) => day >= lastDays),
      (day) => day,
    ),
  }
}
