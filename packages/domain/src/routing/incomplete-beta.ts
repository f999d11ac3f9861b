/**
 * The regularised incomplete beta function: the chance that a share drawn from Beta(a, b) is at most `x`. By its
 * continued fraction (Abramowitz and Stegun 26.5.8, evaluated by Lentz's method).
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

const TINY = 1e-300
const MOST_STEPS = 500

function fraction(x: number, a: number, b: number): number {
  let [c, d] = [1, 1 / away(1 - ((a + b) * x) / (a + 1))]
  let value = d
  for (let m = 1; m <= MOST_STEPS; m++) {
    for (const term of [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))]) {
      d = 1 / away(1 + term * d)
      c = away(1 + term / c)
      value *= d * c
    }
    if (Math.abs(d * c - 1) < 1e-10) break
  }
  return value
}

const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value)

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012, 9.984369578019572e-6,
  1.5056327351493116e-7,
]

/** For positive `z` of one half and more. */
function logGamma(z: number): number {
  const at = z - 1
  const base = at + 7.5
  const sum = LANCZOS.reduce((acc, part, index) => acc + part / (at + index + 1), 0.9999999999998099)
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(base) - base + Math.log(sum)
}
