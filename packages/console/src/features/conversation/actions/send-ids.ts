/**
 * Ids for one panel's command: the same asked again keeps its id, so that after an unknown outcome it is done once;
 * anything else is another command.
 */
export function sendIds<Id>(newId: () => Id): (asked: string) => Id {
  let last: { asked: string; id: Id } | null = null
  return (asked) => {
    if (last?.asked !== asked) last = { asked, id: newId() }
    return last.id
  }
}
