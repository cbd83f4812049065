/** What `work` answers, or an error after `patienceMs`; the work itself is not stopped. */
export async function within<Value>(patienceMs: number, work: Promise<Value>): Promise<Value> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const impatience = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
	});
	try {
		return await Promise.race([work, impatience]);
	} finally {
		clearTimeout(timer);
	}
}
