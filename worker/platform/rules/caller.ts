export const ROLES = ["admin", "responder", "observer"] as const;
export type Role = (typeof ROLES)[number];

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
