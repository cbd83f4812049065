import type { Env } from "./env.ts";

/** What follows from the settings alone, worked out once for each environment: its settings never change. */
export function perEnv<Value extends object>(make: (env: Env) => Value): (env: Env) => Value {
	const known = new WeakMap<Env, Value>();
	return (env) => {
		const value = known.get(env) ?? make(env);
		known.set(env, value);
		return value;
	};
}
