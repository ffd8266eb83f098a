import { attachmentApi } from '#contract/attachment/api.ts'
import { bind, bindDownload, bindUpload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { addAttachment, redactAttachment } from './commands.ts'
import { downloadAttachment, listAttachments, readPicture } from './queries.ts'
import { attachmentReactions } from './reactions.ts'

export { pictureHref, pictureKind } from './picture.ts'
export { attachToArticle } from './commands.ts'
export { filesOfArticle } from './queries.ts'

export { keepBytes } from './commands.ts'

export { attachWritten } from './commands.ts'
export { readContent } from './queries.ts'

export const attachment: Module = {
  bindings: [
    bind(attachmentApi.list, listAttachments),
    bindUpload(attachmentApi.add, addAttachment),
    bindDownload(attachmentApi.download, downloadAttachment),
    bindDownload(attachmentApi.picture, readPicture),
    bind(attachmentApi.redact, redactAttachment),
  ],
  reactions: attachmentReactions,
}
