/** Where the page's own links lead. */
export type StatusLinks = { other: string; feed: string; json: string }
