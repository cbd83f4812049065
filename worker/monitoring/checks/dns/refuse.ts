/** What cannot be meant of a DNS check, or could never succeed. */
import { type RecordType, readDnsName, readRecord } from "../../../platform/rules/dns-message.ts";
import type { CheckRefusal } from "../../rules/check.ts";
import type { Expectation, MonitorRequest } from "../../rules/monitor.ts";

const EXAMPLES: Record<RecordType, string> = {
	A: "192.0.2.1",
	AAAA: "2001:db8::1",
	CNAME: "shop.example",
	MX: "10 mail.shop.example",
	NS: "ns1.shop.example",
	TXT: "v=spf1 -all",
	SRV: "10 5 5060 sip.shop.example",
	CAA: '0 issue "letsencrypt.org"',
	SOA: "ns1.shop.example admin.shop.example 1 7200 3600 1209600 300",
};

export function refuseDnsCheck(
	{ recordType = "A" }: Pick<MonitorRequest, "recordType">,
	{ records }: Pick<Expectation, "records">,
): CheckRefusal[] {
	return (records?.values ?? []).flatMap((value, i) => {
		if (readRecord(recordType, value) !== null) return [];
		const message = `must be a value of type ${recordType}, such as ${EXAMPLES[recordType]}`;
		return [{ pointer: `/expect/records/values/${i}`, message }];
	});
}

/** Null for a name as the DNS has it, in ASCII; an address is none. */
export function refuseDnsTarget(target: string): string | null {
	const name = readDnsName(target);
	const isName = name !== null && !/(^|\.)\d+$/.test(name);
	return isName ? null : "must be a DNS name, such as shop.example (other letters as xn--…)";
}
