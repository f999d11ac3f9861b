import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { Gate } from './Gate.tsx'
import { makeQueryClient } from './query-client.ts'
import { theme, useColorScheme, variables } from './theme.ts'
import { NoticeList } from './ui/NoticeList.tsx'

export function App() {
  const [client] = useState(makeQueryClient)
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme={useColorScheme()}>
      <QueryClientProvider client={client}>
        <Gate />
        <NoticeList />
      </QueryClientProvider>
    </MantineProvider>
  )
}
