export const ROLES = ["admin", "responder", "observer"] as const;
export type Role = (typeof ROLES)[number];

/**
 * What an API token may be restricted to: reading, working on incidents, changing what is configured, and changing who may
 * come in. The last is apart, since whoever may make tokens and people may make themselves everything.
 */
export const SCOPES = ["read", "incidents", "configure", "accounts"] as const;
export type Scope = (typeof SCOPES)[number];

export const ACTOR_KINDS = ["user", "token", "integration", "monitor", "system"] as const;
/** Who did it. */
export interface Actor {
	kind: (typeof ACTOR_KINDS)[number];
	id: string | null;
	name: string;
}

export const SYSTEM: Actor = { kind: "system", id: null, name: "Tocsin" };

/** What a page token lets its bearer touch: one page of one epoch of one incident. */
export interface PageClaim {
	incidentId: string;
	pageId: string;
	epoch: number;
	expiresAt: number;
}

/** What a replay link lets its bearer see: one incident, read only. */
export interface ReplayClaim {
	linkId: string;
	incidentId: string;
	expiresAt: number;
}
