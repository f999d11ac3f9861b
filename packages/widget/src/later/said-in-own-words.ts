/** What is missing in a field, in the widget's language: a browser would say it in its own. */
export const saidInOwnWords = (words: string, onText: (text: string) => void) => ({
  onInvalid: ({ currentTarget }: { currentTarget: HTMLInputElement }) => currentTarget.setCustomValidity(words),
  onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    currentTarget.setCustomValidity('')
    onText(currentTarget.value)
  },
})
