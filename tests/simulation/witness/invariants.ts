/** What must hold after every event of a night, by name. */
export const INVARIANTS = {
	gapFree: "I12: a timeline counts from 1 without a hole",
	legal: "I8: a state changes only as the state machine allows",
	oneAcknowledgement: "I10: a run is acknowledged once",
	neverAfterAck: "I2: nothing leaves after the acknowledgement of its run",
	committedFirst: "I5: an attempt is committed before its request leaves",
	pageIdentity: "I3: a page has one identity, whatever is tried for it",
	ladderOrder: "I4: levels are paged in order, nobody on the ladder is skipped",
	ladderPace: "I4: a level has its own time before the next is paged",
	neverSilent: "I1: what is due is done",
	wakeUp: "I16: every wake-up is armed",
	quietP4: "P4 never pages",
	snooze: "A snooze never ends early",
	pace: "No loop makes more than 6 attempts in 6 s",
	alarmPace: "No alarm rings more than 30 times in 6 s",
	healthy: "A healthy service is not paged for later than 5 s after its recovery was seen",
	downIsToldOf: "A monitor that is down has an open incident",
	upIsOver: "An incident of a monitor that works again is over",
	oneIncident: "I7: one problem has one open incident",
	noAlertLost: "I6: no accepted alert is lost",
	keysFollow: "Keys follow their incident into the one with which it was merged, and back",
	projection: "I14: the projection ends equal to the objects",
	private: "I22: the public view never shows what is private",
	calledInOnce: "Somebody called in who answered is not paged again",
	twoPeople: "Where two people are needed, two have acknowledged, and the first is not paged meanwhile",
	promised: "What is said of the next escalation is what happens",
	flapping: "I34: a flapping problem pages at most once in 15 minutes",
	deadMan: "The dead man's switch is called only while detection, paging and the tick work",
	publicWords: "Public words are never taken back",
	oneRun: "I25: a remediation runs once at a time, in whichever incident",
	runAfterResolve: "I25: nothing of a remediation starts or leaves after the resolve",
	runBracketed: "I25: each run has a start and one end on the timeline",
	runBounded: "A run makes at most 3 attempts, all within its time",
	runPace: "A remediation keeps its cool-down and its runs per hour in all incidents together",
	runStopped: "Nothing of a remediation starts or leaves once all are stopped",
	heldAtMost: "A page is held at most 90 s, of a P2 or a P3, while a run goes on",
	relapse: "What fails while it is watched is a new epoch of the same incident",
	soak: "A watch never ends early by itself",
	undo: "A resolve is told to the public once nobody can take it back, and not taken back after that",
	announcedOnce: "The end of an epoch is announced once",
	runbookOnce: "A runbook comes by itself once, to an incident that is open and has none",
	promises:
		"Nobody is asked for an update that was posted, or of an incident that nobody has or that is over",
	promiseSaid: "That a public update is due is said when it is",
	oneLead: "From the first acknowledgement of a person on, an incident has exactly one lead",
	offerOver: "A role that is offered is taken by who was asked, while the offer stands",
	unbroken: "Nothing that goes on after an answer breaks",
} as const;
export type InvariantName = keyof typeof INVARIANTS;

export interface Violation {
	invariant: InvariantName;
	at: number;
	detail: string;
}
