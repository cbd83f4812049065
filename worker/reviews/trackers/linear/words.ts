/** What people read when they set it up. */
export const words = { name: "Linear", token: "A personal API key" } as const;
