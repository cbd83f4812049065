import { SEVERITY_MEANS, SEVERITY_PAGES } from "../../../worker/platform/rules/phrases.ts";

/** What each severity means and whom it pages. */
export const SEVERITY_WORDS = {
	P1: `${SEVERITY_MEANS.P1} ${SEVERITY_PAGES.P1}`,
	P2: `${SEVERITY_MEANS.P2} ${SEVERITY_PAGES.P2}`,
	P3: `${SEVERITY_MEANS.P3} ${SEVERITY_PAGES.P3}`,
	P4: `${SEVERITY_MEANS.P4} ${SEVERITY_PAGES.P4}`,
} as const;
