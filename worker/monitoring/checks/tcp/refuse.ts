/** Null for a name, an IPv4 address or a bracketed IPv6 address, with a port. */
export function refuseHostPort(target: string): string | null {
	const [, port] = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:/@?#[\]]+):(\d{1,5})$/.exec(target) ?? [];
	const isPort = port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
	return isPort ? null : "must be host:port";
}
