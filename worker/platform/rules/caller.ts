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

/** What the token of a check-in lets its bearer say: that it arrived on one device, and that its person is there. */
export interface CheckInClaim {
	userId: string;
	methodId: string;
	/** Which check-in: see `aboutWeek` and `aboutShift`. */
	about: string;
	expiresAt: number;
}

/** What a link to an incident may show: its replay, or how it stands, for stakeholders. */
export const LINK_ROLES = ["replay", "stakeholder"] as const;
export type LinkRole = (typeof LINK_ROLES)[number];

/** True for a call that a link's token makes, and no other credential. */
export const isLinkRole = (role: string | undefined): role is LinkRole =>
	LINK_ROLES.some((one) => one === role);

/** What a link lets its bearer see: one incident, read only. */
export interface LinkClaim {
	linkId: string;
	incidentId: string;
	expiresAt: number;
}
