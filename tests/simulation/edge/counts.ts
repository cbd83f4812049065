/** Units that the platform bills or bounds, counted. */
export interface Counts {
	requests: number;
	/** The same by what was called: `WATCH.report` for example. */
	calls: Record<string, number>;
	/** The most calls that one invocation of a minute tick made: of objects, the database, storage and the outside. */
	mostOfATick: number;
	/** The most calls that one invocation of a prober made, and how many of these went to the outside. */
	mostOfAProbe: number;
	mostFetchesOfAProbe: number;
	alarms: number;
	objects: { read: number; written: number };
	database: { read: number; written: number; calls: number };
	kvWrites: number;
	fetches: number;
	/** What a disk must have before anybody is answered: an object's writes of one turn, a batch of the database. */
	commits: number;
	/** The same by whose they are: `INCIDENT`, or `DB` for the database. */
	commitsOf: Record<string, number>;
	/** How often an object set or took away its alarm: the local runtime commits each once more, in a file of its own. */
	alarmsSet: number;
}

export function noCounts(): Counts {
	return {
		...{
			requests: 0,
			calls: {},
			alarms: 0,
			kvWrites: 0,
			fetches: 0,
			commits: 0,
			commitsOf: {},
			alarmsSet: 0,
		},
		...{ mostOfATick: 0, mostOfAProbe: 0, mostFetchesOfAProbe: 0 },
		objects: { read: 0, written: 0 },
		database: { read: 0, written: 0, calls: 0 },
	};
}

/** Counts anew, in the same place: stores count into its parts. */
export function forgetCounts(counts: Counts): void {
	const { objects, database, ...rest } = noCounts();
	Object.assign(counts, rest);
	Object.assign(counts.objects, objects);
	Object.assign(counts.database, database);
}

export function countCommit(counts: Counts, of: string): void {
	counts.commits++;
	counts.commitsOf[of] = (counts.commitsOf[of] ?? 0) + 1;
}
