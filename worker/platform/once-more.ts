/**
 * A call that was lost may have been carried out, so this is for what may be said twice. It is asked again once, and never of
 * an object that is overloaded.
 */
export async function onceMore<T>(call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		const { retryable, overloaded } = { retryable: false, overloaded: false, ...Object(error) };
		if (!retryable || overloaded) throw error;
		return call();
	}
}
