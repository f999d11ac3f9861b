import { useTranslation } from 'react-i18next'
import { STRATEGIES, type Strategy } from '@yingda/protocol/skills.ts'
import { Field } from '../../app/ui/Field.tsx'
import { SelectField } from '../../app/ui/SelectField.tsx'
import { acceptSecondsOf, type Giving } from './giving.ts'

type GivingFieldsProps = { giving: Giving; onChange: (giving: Giving) => void }

/** To whom of a team a conversation goes, and whether he is asked first. */
export function GivingFields({ giving, onChange }: GivingFieldsProps) {
  const { t } = useTranslation()
  const { strategy, asks, seconds } = giving
  return (
    <>
      <SelectField
        label={t('routing.strategy')}
        value={strategy}
        onChange={(value) => onChange({ ...giving, strategy: STRATEGIES.find((one): one is Strategy => one === value) ?? 'least_busy' })}
        options={STRATEGIES.map((value) => ({ value, label: t(`routing.strategies.${value}`) }))}
      />
      <SelectField
        label={t('offer.mode')}
        value={asks ? 'ask' : 'direct'}
        onChange={(value) => onChange({ ...giving, asks: value === 'ask' })}
        options={[
          { value: 'direct', label: t('offer.direct') },
          { value: 'ask', label: t('offer.ask') },
        ]}
      />
      {asks && (
        <Field
          label={t('offer.seconds')}
          hint={t('offer.secondsHint')}
          error={acceptSecondsOf(giving) === undefined ? t('offer.secondsWrong') : null}
          type="number"
          min={10}
          max={120}
          required
          value={seconds}
          onChange={(value) => onChange({ ...giving, seconds: value })}
        />
      )}
    </>
  )
}
