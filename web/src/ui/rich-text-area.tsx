import { RichTextEditor as Editor } from '@mantine/tiptap'
import '@mantine/tiptap/styles.css'
import { Link } from '@tiptap/extension-link'
import { useEditor } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { useEffect, useEffectEvent } from 'react'
import { useWords } from '../platform/words.ts'
import style from './rich-text.module.css'

const extensions = [
  StarterKit.configure({ link: false, heading: { levels: [2, 3, 4] } }),
  Link.configure({ openOnClick: false, autolink: true, defaultProtocol: 'https' }),
]

export interface RichTextEditorProps {
  /** HTML. Set to '' after sending to begin anew. */
  value: string
  onChange: (html: string) => void
  label: string
  placeholder?: string
  minHeight?: number
  /** Ctrl or ⌘ with Enter. */
  onSubmit?: () => void
}

/** The editor itself, loaded by `RichTextEditor`. */
export const RichTextArea = ({
  value,
  onChange,
  label,
  placeholder,
  minHeight = 120,
  onSubmit,
}: RichTextEditorProps) => {
  const { t } = useWords()
  const change = useEffectEvent(onChange)
  const submit = useEffectEvent(() => onSubmit?.())
  const editor = useEditor({
    extensions,
    content: value,
    shouldRerenderOnTransaction: true,
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' },
      handleKeyDown: (_, event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || onSubmit === undefined) return false
        submit()
        return true
      },
    },
    onUpdate: ({ editor: now }) => change(now.isEmpty ? '' : now.getHTML()),
  })
  useEffect(() => {
    if (editor !== null && value === '' && !editor.isEmpty) editor.commands.clearContent()
  }, [editor, value])
  return (
    <Editor
      editor={editor}
      className={style['field'] ?? ''}
      style={{ '--least': `${minHeight}px` }}
      labels={labelsOf(t)}
    >
      <Editor.Toolbar>
        <Editor.ControlsGroup>
          <Editor.Bold />
          <Editor.Italic />
          <Editor.Code />
        </Editor.ControlsGroup>
        <Editor.ControlsGroup>
          <Editor.BulletList />
          <Editor.OrderedList />
          <Editor.Blockquote />
        </Editor.ControlsGroup>
        <Editor.ControlsGroup>
          <Editor.Link />
          <Editor.Unlink />
        </Editor.ControlsGroup>
      </Editor.Toolbar>
      <div style={{ position: 'relative' }}>
        {placeholder !== undefined && editor.isEmpty && (
          <span className={style['placeholder']} aria-hidden>
            {placeholder}
          </span>
        )}
        <Editor.Content />
      </div>
    </Editor>
  )
}

const labelsOf = (t: ReturnType<typeof useWords>['t']) => ({
  boldControlLabel: t('shell.editor.bold'),
  italicControlLabel: t('shell.editor.italic'),
  codeControlLabel: t('shell.editor.code'),
  bulletListControlLabel: t('shell.editor.bulletList'),
  orderedListControlLabel: t('shell.editor.orderedList'),
  blockquoteControlLabel: t('shell.editor.quote'),
  linkControlLabel: t('shell.editor.link'),
  unlinkControlLabel: t('shell.editor.unlink'),
  linkEditorInputLabel: t('shell.editor.url'),
  linkEditorInputPlaceholder: 'https://',
  linkEditorSave: t('shell.confirm.save'),
})
