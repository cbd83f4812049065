import { type Imported, type Note, SectionBeingMade } from "./import-report.ts";

/** A file as it is made from another tool's answers, section by section, and what is to be said of it. */
export interface Work {
	users: SectionBeingMade;
	teams: SectionBeingMade;
	schedules: SectionBeingMade;
	policies: SectionBeingMade;
	services: SectionBeingMade;
	integrations: SectionBeingMade;
	notes: Note[];
}

export const newWork = (): Work => ({
	users: new SectionBeingMade("user"),
	teams: new SectionBeingMade("team"),
	schedules: new SectionBeingMade("schedule"),
	policies: new SectionBeingMade("policy"),
	services: new SectionBeingMade("service"),
	integrations: new SectionBeingMade("integration"),
	notes: [],
});

/** The file that `apply` takes. */
export function importedBy(work: Work): Imported {
	const file = {
		tocsin: 1,
		users: work.users.entries,
		teams: work.teams.entries,
		schedules: work.schedules.entries,
		escalationPolicies: work.policies.entries,
		services: work.services.entries,
		integrations: work.integrations.entries,
	};
	return { file, notes: work.notes };
}
