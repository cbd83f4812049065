/** What people read when they set it up. */
export const words = { name: "Jira", token: "An API token of the account" } as const;
