import { type RecordType, readRecord } from "../../../platform/rules/dns-message.ts";
import { answered, type DnsAnswer, down, type Judgement } from "../../rules/check.ts";
import type { Expectation, ExpectedRecords } from "../../rules/monitor.ts";

/** Up when there are records of the type that was asked for, and those that are expected. */
export function judge(expect: Expectation, { type, reply, latencyMs }: DnsAnswer): Judgement {
	const { code, records } = reply;
	if (code === "NXDOMAIN") return down("dns", "NXDOMAIN: there is no such name", latencyMs);
	if (code === "SERVFAIL") return down("dns", "SERVFAIL: its name servers gave no valid answer", latencyMs);
	if (records.length === 0) return down("dns", `the name has no ${type} record`, latencyMs);
	const told = `${records.length} ${type} ${records.length === 1 ? "record" : "records"} in ${latencyMs} ms`;
	const isExpected = !expect.records || areExpected(type, expect.records, records);
	if (isExpected) return answered(expect, told, latencyMs);
	return down("body", `${told}, not as expected${came(type, records)}`, latencyMs);
}

/** A TXT record may be long, and hold what proves an owner to somebody. */
function came(type: RecordType, records: string[]): string {
	return type === "TXT" ? "" : `: ${records.join(", ")}`;
}

function areExpected(type: RecordType, { op, values }: ExpectedRecords, records: string[]): boolean {
	const wanted = values.map((value) => readRecord(type, value) ?? value);
	switch (op) {
		case "any":
			return wanted.some((one) => records.includes(one));
		case "contains":
			return wanted.every((one) => records.includes(one));
		case "equals":
			return wanted.every((one) => records.includes(one)) && records.every((one) => wanted.includes(one));
	}
}
