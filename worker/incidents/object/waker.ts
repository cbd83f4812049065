/**
 * The one alarm of an object. Setting the time that is already stored was measured to do nothing when the scheduler
 * has lost its record, so a time is never written twice in a row: the second differs by a millisecond.
 */
export class Waker {
	private lastWritten: number | null = null;

	constructor(private readonly storage: DurableObjectStorage) {}

	/** Arms for `at` (never in the past by more than now), or disarms for null. */
	async arm(at: number | null, now: number): Promise<void> {
		if (at === null) {
			this.lastWritten = null;
			await this.storage.deleteAlarm();
			return;
		}
		const due = Math.max(at, now);
		const time = due === this.lastWritten ? due + 1 : due;
		this.lastWritten = time;
		await this.storage.setAlarm(time);
	}
}
