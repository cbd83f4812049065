/** Everything that is not the public internet: [first address, prefix length]. */
const RESERVED_IPV4: [string, number][] = [
	["0.0.0.0", 8],
	["10.0.0.0", 8],
	["100.64.0.0", 10],
	["127.0.0.0", 8],
	// Cloud metadata lives in link-local; Azure's wire server has a public-looking address.
	["169.254.0.0", 16],
	["168.63.129.16", 32],
	["172.16.0.0", 12],
	["192.0.0.0", 24],
	["192.0.2.0", 24],
	["192.88.99.0", 24],
	["192.168.0.0", 16],
	["198.18.0.0", 15],
	["198.51.100.0", 24],
	["203.0.113.0", 24],
	["224.0.0.0", 4],
	["240.0.0.0", 4],
];

/** Within 2000::/3: tunnels and translations that could carry a private address, benchmarks, documentation. */
const RESERVED_IPV6: [string, number][] = [
	["2001:0000", 23],
	["2001:0db8", 32],
	["2002:0000", 16],
	["3fff:0000", 20],
];

/** As Cloudflare lists them at https://www.cloudflare.com/ips/. */
const CLOUDFLARE_IPV4: [string, number][] = [
	["173.245.48.0", 20],
	["103.21.244.0", 22],
	["103.22.200.0", 22],
	["103.31.4.0", 22],
	["141.101.64.0", 18],
	["108.162.192.0", 18],
	["190.93.240.0", 20],
	["188.114.96.0", 20],
	["197.234.240.0", 22],
	["198.41.128.0", 17],
	["162.158.0.0", 15],
	["104.16.0.0", 13],
	["104.24.0.0", 14],
	["172.64.0.0", 13],
	["131.0.72.0", 22],
];
const CLOUDFLARE_IPV6: [string, number][] = [
	["2400:cb00", 32],
	["2606:4700", 32],
	["2803:f800", 32],
	["2405:b500", 32],
	["2405:8100", 32],
	["2a06:98c0", 29],
	["2c0f:f248", 32],
];

/** `host` as the WHATWG parser writes it, an IPv6 address in brackets. False for a name: it is not looked up. */
export function isCloudflares(host: string): boolean {
	if (host.startsWith("[")) {
		const high = ipv6HighBits(host.slice(1, -1));
		return CLOUDFLARE_IPV6.some(([first, prefix]) => sameNetwork(high, ipv6HighBits(first), prefix));
	}
	const address = ipv4Bits(host);
	if (address === null) return false;
	return CLOUDFLARE_IPV4.some(([first, prefix]) => sameNetwork(address, ipv4Bits(first) ?? 0, prefix));
}

/** `text` is four decimal numbers, as the WHATWG parser writes them. False for anything else. */
export function isPublicIpv4(text: string): boolean {
	const address = ipv4Bits(text);
	if (address === null) return false;
	return !RESERVED_IPV4.some(([first, prefix]) => sameNetwork(address, ipv4Bits(first) ?? 0, prefix));
}

/** `text` as the WHATWG parser writes it, without brackets. Only global unicast is public. */
export function isPublicIpv6(text: string): boolean {
	const address = ipv6HighBits(text);
	if (!sameNetwork(address, 0x2000_0000, 3)) return false;
	return !RESERVED_IPV6.some(([first, prefix]) => sameNetwork(address, ipv6HighBits(first), prefix));
}

function ipv4Bits(text: string): number | null {
	const parts = text.split(".").map(Number);
	if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return null;
	return parts.reduce((bits, part) => bits * 256 + part, 0);
}

/** The first 32 of the 128 bits: every range that matters is decided there. */
function ipv6HighBits(text: string): number {
	const [head = ""] = text.split("::");
	const [first = "", second = ""] = head.split(":");
	return (Number.parseInt(first || "0", 16) * 65_536 + Number.parseInt(second || "0", 16)) >>> 0;
}

function sameNetwork(address: number, first: number, prefix: number): boolean {
	const size = 2 ** (32 - prefix);
	return Math.floor(address / size) === Math.floor(first / size);
}
