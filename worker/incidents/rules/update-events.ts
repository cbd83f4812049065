import type { Audience, IncidentStatus, UpdateAbout } from "./incident-types.ts";

/** What was told to whom. */
export interface UpdatePublished {
	updateId: string;
	audience: Audience;
	status: IncidentStatus;
	message: string;
	/** Of this audience. */
	nextUpdateDueAt: string | null;
	/** The stakeholders' next, whose time a public update begins anew too. Absent: they were promised none. */
	stakeholdersDueAt?: string | null;
	estimatedResolutionAt: string | null;
}

/** Whoever keeps the promise is told of it; nobody, where nobody can be reached. */
export interface UpdateReminded extends UpdateAbout {
	people: { id: string; name: string }[];
}
