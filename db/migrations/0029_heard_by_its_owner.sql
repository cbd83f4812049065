ALTER TABLE `contact_methods` ADD `heard` text;--> statement-breakpoint
ALTER TABLE `contact_methods` ADD `heard_at` integer;