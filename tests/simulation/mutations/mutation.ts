/** A guard, and how to take it away: the simulator must then turn red. */
export interface Mutation {
	name: string;
	file: string;
	from: string;
	to: string;
	/** A second place, where one is not enough; in another file where it says so. */
	also?: { file?: string; from: string; to: string };
}
