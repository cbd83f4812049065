/** A copy, as what crosses from one object to another is: of plain values by hand, which is quicker, of others as the platform does. */
export function copied<Value>(value: Value): Value {
	if (typeof value !== "object" || value === null)
		return typeof value === "function" || typeof value === "symbol" ? structuredClone(value) : value;
	if (Array.isArray(value)) return value.map(copied) as Value;
	if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
	const copy: Record<string, unknown> = {};
	for (const [name, each] of Object.entries(value)) copy[name] = copied(each);
	return copy as Value;
}
