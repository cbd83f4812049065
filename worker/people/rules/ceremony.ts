export const CEREMONIES = ["setup", "invite", "add", "login", "single-sign-on"] as const;
export type Ceremony = (typeof CEREMONIES)[number];

/** Who a WebAuthn challenge was made for. */
export interface ChallengeSubject {
	userId: string;
	name: string;
	timeZone: string;
	inviteId: string | null;
}
