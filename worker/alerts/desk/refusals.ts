/** What a Desk refuses, in words. */
export const NO_SUCH_KEY = { code: "unauthenticated", detail: "No integration has this key" } as const;
export const NO_SUCH_SERVICE = { code: "not_found", detail: "Service not found." } as const;
/** More wait for their incidents than can be told soon. */
export const TOO_BUSY = { code: "unavailable", detail: "Too many alerts wait already" } as const;
export const TOO_MANY = {
	code: "rate_limited",
	detail: "Limit is 60,000 requests per minute for this key.",
} as const;
