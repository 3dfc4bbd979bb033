import { createRoot } from 'react-dom/client'
import { loadLanguage } from './i18n/language.ts'
import { applyPalette } from './shell/theme.ts'
import './shell/shell.css'
import './shell/door.css'
import './shell/notices.css'
import './parts/parts.css'
import './parts/lists.css'
import './parts/forms.css'
import './shell/phone.css'
import './shell/print.css'

// Words come before anything that uses them: modules may call t() while they are being loaded.
await loadLanguage()
applyPalette()
const { App } = await import('./shell/App.tsx')
createRoot(document.getElementById('root')!).render(<App />)
