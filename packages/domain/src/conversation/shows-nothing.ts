/** Zero-width signs, direction marks, fillers and spaces of every kind: none of them leaves ink. */
const NO_INK = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]*$/u

/** Whether whoever reads this text would see an empty bubble. */
export const showsNothing = (text: string): boolean => NO_INK.test(text)
