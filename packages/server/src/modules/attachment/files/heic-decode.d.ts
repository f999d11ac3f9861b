/** What is used of heic-decode 2.1.0, which brings no types. */
declare module 'heic-decode' {
  type Decoded = { width: number; height: number; data: Uint8ClampedArray }
  type Listed = { width: number; height: number; decode(): Promise<Decoded> }
  const decodeFirst: {
    (input: { buffer: Uint8Array }): Promise<Decoded>
    all(input: { buffer: Uint8Array }): Promise<Listed[] & { dispose(): void }>
  }
  export default decodeFirst
}
