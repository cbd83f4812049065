/** Two of different companies: what one does not know, the other may. Both speak RFC 8484. */
const USUAL = ["https://cloudflare-dns.com/dns-query", "https://dns.google/dns-query"];

/** The setting `DNS_RESOLVERS`, addresses separated by commas. The usual ones for an absent one. */
export function dnsResolvers(setting: string | undefined): string[] {
	const urls = (setting ?? "")
		.split(",")
		.map((url) => url.trim())
		.filter((url) => url !== "");
	return urls.length > 0 ? urls : USUAL;
}
