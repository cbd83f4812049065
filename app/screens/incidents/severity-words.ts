/** What each severity means. */
export const SEVERITY_MEANS = {
	P1: "Service down or core features unusable.",
	P2: "Service degraded: some features slow or unavailable.",
	P3: "Minor features affected; a workaround exists.",
	P4: "Cosmetic or minor; no customer impact.",
} as const;

/** And whom it pages. */
const SEVERITY_PAGES = {
	P1: "Pages on-call, backup, and the team now.",
	P2: "Pages on-call and backup now.",
	P3: "Pages on-call in business hours.",
	P4: "Pages no one.",
} as const;

/** What each severity means and whom it pages. */
export const SEVERITY_WORDS = {
	P1: `${SEVERITY_MEANS.P1} ${SEVERITY_PAGES.P1}`,
	P2: `${SEVERITY_MEANS.P2} ${SEVERITY_PAGES.P2}`,
	P3: `${SEVERITY_MEANS.P3} ${SEVERITY_PAGES.P3}`,
	P4: `${SEVERITY_MEANS.P4} ${SEVERITY_PAGES.P4}`,
} as const;
