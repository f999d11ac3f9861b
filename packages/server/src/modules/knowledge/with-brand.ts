const isHan = (char: string | undefined): boolean => char !== undefined && /\p{Script=Han}/u.test(char)

/** The brand where an article says `{{brand}}`. Between Han and Latin stands a space, between Han and Han none, whatever the brand is called. */
export function withBrand(text: string, name: string): string {
  return text
    .replace(/(?<=\p{Script=Han}) ?(?=\{\{brand\}\})/gu, isHan(name.at(0)) ? '' : ' ')
    .replace(/(?<=\{\{brand\}\}) ?(?=\p{Script=Han})/gu, isHan(name.at(-1)) ? '' : ' ')
    .replaceAll('{{brand}}', () => name)
}
