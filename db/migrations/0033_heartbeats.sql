ALTER TABLE `monitors` ADD `schedule` text;--> statement-breakpoint
ALTER TABLE `monitors` ADD `grace_seconds` integer;--> statement-breakpoint
ALTER TABLE `monitors` ADD `key_hash` text;