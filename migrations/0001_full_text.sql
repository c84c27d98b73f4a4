-- Full-text index of the notes: insensitive to case and accents, prefix queries of 2 and 3 letters.
-- The text is kept here alone (external content: the notes' own rows), and deleted words are overwritten.
CREATE VIRTUAL TABLE `notes_text` USING fts5(
  `title`, `words`,
  content='notes', content_rowid='rowid',
  tokenize="unicode61 remove_diacritics 2", prefix='2 3'
);
--> statement-breakpoint
INSERT INTO `notes_text`(`notes_text`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `notes_text_insert` AFTER INSERT ON `notes` BEGIN
  INSERT INTO `notes_text`(`rowid`, `title`, `words`) VALUES (new.`rowid`, new.`title`, new.`words`);
END;
--> statement-breakpoint
CREATE TRIGGER `notes_text_delete` AFTER DELETE ON `notes` BEGIN
  INSERT INTO `notes_text`(`notes_text`, `rowid`, `title`, `words`) VALUES ('delete', old.`rowid`, old.`title`, old.`words`);
END;
--> statement-breakpoint
CREATE TRIGGER `notes_text_update` AFTER UPDATE OF `title`, `words` ON `notes` BEGIN
  INSERT INTO `notes_text`(`notes_text`, `rowid`, `title`, `words`) VALUES ('delete', old.`rowid`, old.`title`, old.`words`);
  INSERT INTO `notes_text`(`rowid`, `title`, `words`) VALUES (new.`rowid`, new.`title`, new.`words`);
END;
--> statement-breakpoint
-- The same for the labels that the owner of this vault gave to bookings.
CREATE VIRTUAL TABLE `labels_text` USING fts5(
  `label`,
  content='private_labels', content_rowid='rowid',
  tokenize="unicode61 remove_diacritics 2", prefix='2 3'
);
--> statement-breakpoint
INSERT INTO `labels_text`(`labels_text`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `labels_text_insert` AFTER INSERT ON `private_labels` BEGIN
  INSERT INTO `labels_text`(`rowid`, `label`) VALUES (new.`rowid`, new.`label`);
END;
--> statement-breakpoint
CREATE TRIGGER `labels_text_delete` AFTER DELETE ON `private_labels` BEGIN
  INSERT INTO `labels_text`(`labels_text`, `rowid`, `label`) VALUES ('delete', old.`rowid`, old.`label`);
END;
--> statement-breakpoint
CREATE TRIGGER `labels_text_update` AFTER UPDATE OF `label` ON `private_labels` BEGIN
  INSERT INTO `labels_text`(`labels_text`, `rowid`, `label`) VALUES ('delete', old.`rowid`, old.`label`);
  INSERT INTO `labels_text`(`rowid`, `label`) VALUES (new.`rowid`, new.`label`);
END;
