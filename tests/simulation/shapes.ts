import type { Shape } from "./world.ts";

const MONDAY_NIGHT = Date.UTC(2031, 0, 6, 3);
/** Half an hour before the clocks of Europe go forward. */
const NIGHT_OF_THE_CHANGE = Date.UTC(2031, 2, 30, 0, 30);

/** The worlds in which nights take place. */
export const SHAPES: readonly Shape[] = [
	{
		name: "a team on a rotation",
		startAt: MONDAY_NIGHT,
		levels: [
			{ page: ["schedule"], afterSeconds: 120 },
			{ page: ["bo"], afterSeconds: 120 },
			{ page: ["chidi"], afterSeconds: 120 },
		],
		repeat: 1,
		service: { ackTimeoutSeconds: 300 },
		monitors: [{ intervalSeconds: 60 }],
		webhookMethods: [],
	},
	{
		name: "a quick ladder",
		startAt: MONDAY_NIGHT,
		levels: [
			{ page: ["ana", "webhook"], afterSeconds: 20 },
			{ page: ["bo"], afterSeconds: 20 },
			{ page: ["team"], afterSeconds: 30 },
		],
		repeat: 0,
		service: { defaultSeverity: "P1", reopenWindowSeconds: 60, ackTimeoutSeconds: 0, soakSeconds: 60 },
		monitors: [
			{ intervalSeconds: 30, timeoutSeconds: 5 },
			{ intervalSeconds: 120, recoveryThreshold: 1 },
		],
		webhookMethods: ["chidi"],
	},
	{
		name: "one person alone",
		startAt: NIGHT_OF_THE_CHANGE,
		levels: [{ page: ["ana"], afterSeconds: 60, needs: 2 }],
		repeat: 2,
		service: {
			...{ ackTimeoutSeconds: 120, reopenWindowSeconds: 30 },
			// A P3 is paged in them alone, on the night on which 02:00 is skipped.
			supportHours: {
				timeZone: "Europe/Berlin",
				windows: [
					{ days: [7], from: "01:36", to: "01:44" },
					{ days: [7], from: "01:50", to: "02:10" },
					{ days: [7], from: "03:14", to: "03:30" },
					{ days: [7], from: "03:36", to: "03:50" },
				],
			},
		},
		monitors: [{ intervalSeconds: 60, regions: ["weur"], quorum: 1, failureThreshold: 2 }],
		webhookMethods: [],
	},
	{
		name: "alerts only",
		startAt: MONDAY_NIGHT,
		levels: [
			{ page: ["bo"], afterSeconds: 60 },
			{ page: ["schedule", "chidi"], afterSeconds: 90, needs: 2 },
		],
		repeat: 1,
		service: { ackTimeoutSeconds: 600, soakSeconds: 45 },
		monitors: [],
		webhookMethods: ["bo"],
	},
	{
		name: "a team that remediates",
		startAt: MONDAY_NIGHT,
		levels: [
			{ page: ["ana"], afterSeconds: 60 },
			{ page: ["bo"], afterSeconds: 60 },
		],
		repeat: 1,
		service: { reopenWindowSeconds: 60 },
		monitors: [{ intervalSeconds: 30 }],
		webhookMethods: [],
		remediations: [
			{
				mode: "automatic",
				timeoutSeconds: 20,
				verifySeconds: 30,
				beforePagingSeconds: 60,
				coolDownSeconds: 20,
				maxRuns: 2,
				maxRunsPerHour: 5,
			},
			{ mode: "approve", timeoutSeconds: 10, verifySeconds: 0, coolDownSeconds: 0, maxRuns: 3 },
		],
		runbooks: [{}, { match: { pattern: "payments" } }],
	},
];
