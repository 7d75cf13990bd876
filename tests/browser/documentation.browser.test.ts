import { foundBrowser } from '@unefois/infra/browser/found-browser.ts'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startUneFois, type UneFois } from '../running/start-une-fois.ts'

/** Without these it asks the network for updates at every start, and as root it refuses its sandbox. */
const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let uneFois: UneFois
let browser: Browser

beforeAll(async () => {
  const executablePath = foundBrowser()
  if (executablePath === null) throw new Error('no Chromium on this machine')
  ;[uneFois, browser] = await Promise.all([
    startUneFois(),
    chromium.launch({ executablePath, args: quietly }),
  ])
})

afterAll(async () => {
  await browser?.close()
  await uneFois?.dispose()
})

test('the documentation opens from our own files, and every call in it unfolds', async () => {
  const page = await browser.newPage()
  const elsewhere: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(uneFois.url) && !url.startsWith('data:') && !url.startsWith('blob:'))
      elsewhere.push(url)
  })
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))

  await page.goto(`${uneFois.url}/documentation`)
  const filing = page
    .locator('.opblock', { hasText: '/v1/declarations' })
    .filter({ hasText: 'File a declaration' })
  await filing.first().click()
  await expect.poll(() => filing.first().getByText('idempotency-key').count()).toBeGreaterThan(0)
  expect(await page.locator('.opblock').count()).toBeGreaterThan(8)
  expect(elsewhere).toEqual([])
  expect(complaints).toEqual([])
})

test('the page of errors explains each code in both languages', async () => {
  const page = await browser.newPage()
  await page.goto(`${uneFois.url}/documentation/errors#idempotency-key-reused`)
  expect(await page.locator('#idempotency-key-reused').count()).toBe(1)
})
