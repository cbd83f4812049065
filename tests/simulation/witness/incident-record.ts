/** An incident as a bystander keeps it who reads its timeline: written apart from the code that it judges. */
export interface SeenEvent {
	seq: number;
	type: string;
	at: number;
	actor: { kind: string; id: string | null; name: string };
	data: Record<string, never> & Record<string, unknown>;
}

export interface SeenPage {
	id: string;
	epoch: number;
	run: number;
	round: number;
	level: number;
	userId: string | null;
	methodId: string;
	queuedAt: number;
	dueAt: number;
	waitsForReceipt: boolean;
	attemptsAt: number[];
	outcome: "none" | "accepted" | "failed" | "unknown";
	cancelled: boolean;
	/** The bundle of its last attempt, or the one that it waits for. */
	bundleId: string | null;
	/** Of a page about an update: to whom, and by when it was promised. */
	about: { audience: "public" | "stakeholders"; dueAt: number } | null;
}

/** A run of a remediation. */
export interface SeenRun {
	id: string;
	remediationId: string;
	epoch: number;
	startedAt: number;
	deadlineAt: number;
	verifyMs: number;
	attempts: number;
	finishedAt: number | null;
}

export interface LadderPlace {
	round: number;
	level: number;
	empty: boolean;
	/** It did not apply. */
	skipped: boolean;
	/** Somebody asked for it. */
	asked: boolean;
	queuedAt: number;
	/** The first request of the level, null before it. */
	pagedAt: number | null;
	pageIds: string[];
}

export class IncidentRecord {
	readonly id: string;
	seq = 0;
	state: "triggered" | "acknowledged" | "resolved" = "triggered";
	severity = "P2";
	epoch = 1;
	run = 1;
	/** When it was acknowledged or resolved last. */
	answeredAt = 0;
	acknowledgedRuns = new Set<string>();
	/** Who acknowledged while a second person is needed; of scripts and other tools, "tool". */
	first: string | null = null;
	/** The same before the last event. */
	firstBefore: string | null = null;
	/** The place of the event by which a resolve was taken back. */
	undoneSeq = 0;
	pages = new Map<string, SeenPage>();
	/** When level 1 of the present run is due; null: nobody is paged by itself. */
	runStartsAt: number | null = null;
	/** When this epoch began. */
	epochStartedAt = 0;
	runs = new Map<string, SeenRun>();
	/** The run for which level 1 waits, and until when at the latest. */
	held: { runId: string; untilAt: number } | null = null;
	/** Of the present run. */
	places: LadderPlace[] = [];
	/** A place that somebody asked for. */
	asked: { round: number; level: number; at: number } | null = null;
	exhaustedAt: number | null = null;
	severityChangedAt = 0;
	hasRunbook = false;
	flapping = false;
	/** Since when it fails without a pause, while it flaps. */
	failsSince = 0;
	/** Nothing of it fails just now. */
	calm = false;
	/** When it began to fail again after a calm. */
	resumedAt = 0;
	levelPagedAt: number | null = null;
	snoozedUntil: number | null = null;
	source: { kind: string; id: string | null } = { kind: "user", id: null };
	alertKeys = new Set<string>();
	resolvedAt: number | null = null;
	resolvedBy: string | null = null;
	/** The incident in which it goes on. */
	mergedInto: string | null = null;
	/** What came with each incident that was merged in: its keys. */
	mergedKeys = new Map<string, Set<string>>();
	reopenedBy: string | null = null;
	overridden = false;
	/** It works and is watched. */
	soak: { startedAt: number; untilAt: number } | null = null;
	/** The public may see it. */
	isPublic = false;
	/** What the severity promises, and by when the next update is promised. */
	everyMs: Record<"public" | "stakeholders", number | null> = { public: null, stakeholders: null };
	promised: Record<"public" | "stakeholders", number | null> = { public: null, stakeholders: null };
	/** The promise of which the timeline says that it is due. */
	saidDue: number | null = null;
	hasComponent = false;
	/** Until then the last resolve can be taken back; null when it cannot, or the public was told. */
	undoUntil: number | null = null;
	announcedEpochs = new Set<number>();
	/** Who leads, and who was asked to take which role, by the timeline alone. */
	lead: string | null = null;
	offers: Partial<Record<string, string>> = {};
	/** The accepted offer whose role is to be given in the next event. */
	accepted: { role: string; userId: string } | null = null;
	/** Whoever was asked last, whatever became of it. */
	lastAsked: string | null = null;
	/** Every word that the public was shown, by its id. */
	words = new Map<string, string>();

	constructor(id: string) {
		this.id = id;
	}

	beginRun(run: number, startsAt: number | null): void {
		this.run = run;
		this.runStartsAt = startsAt;
		this.held = null;
		this.places = [];
		this.asked = null;
		this.exhaustedAt = null;
	}

	place(): LadderPlace | null {
		return this.places.at(-1) ?? null;
	}
}
