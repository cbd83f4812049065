/** What people read when they set it up. */
export const words = { name: "Webhook", token: "None: Tocsin makes a signing secret" } as const;
