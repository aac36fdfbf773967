import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import { defineForm, type FieldOf, type FormValues } from '../../../forms/form.ts';
import type { ParameterIdOf } from '../../../manual/parameters.ts';
import type { Rule, View } from '../../../process/definition.ts';
import { account, doneOn } from './fields.ts';

const measured = (zh: string, en: string, unit: [string, string], decimals = 1): FieldOf<'number'> => ({
  kind: 'number',
  label: text(zh, en),
  decimals,
  min: -50,
  max: 1000,
  unit: text(...unit),
  required: true,
});

export const archiveReadingForm = defineForm({
  id: 'archive-room-reading',
  version: 1,
  title: text('档案库房温湿度记录', 'Temperature and humidity of the archive room'),
  source: 'P04 §3.2',
  fields: {
    temperature: measured('温度', 'Temperature', ['℃', '°C']),
    humidity: measured('相对湿度', 'Relative humidity', ['%', '%'], 0),
    measures: { ...account('超限处置', 'What was done about a value outside', false) },
  },
});

type Bounded = 'archiveRoom.temperature' | 'archiveRoom.humidity';

const isOutside = (view: View, field: string, bounds: Bounded): boolean => {
  const [low, high] = view.value(bounds) as readonly [number, number];
  const read = Number(view.form[field]);
  return read < low || read > high;
};

/** A value outside goes on record with what was done about it; the reading itself is never refused. */
const alarm = (zh: string, en: string, field: string, bounds: Bounded, because: Rule['because']): Rule => ({
  title: text(`${zh}超限时写明处置`, `${en} outside its bounds says what was done`),
  because,
  check: (view) => {
    if (!isOutside(view, field, bounds) || String(view.form.measures ?? '') !== '') return true;
    const [low, high] = view.value(bounds) as readonly [number, number];
    return {
      code: `archiveRoom.${field}`,
      message: text(
        `${zh}超出 ${low}–${high},请写明处置后再提交。`,
        `${en} is outside ${low}–${high}. Say what was done about it, then submit again.`,
      ),
      params: { low, high, field: 'measures' },
    };
  },
});

export const readingRules = {
  temperatureAnswered: alarm('温度', 'Temperature', 'temperature', 'archiveRoom.temperature', 'P04-3.2-02'),
  humidityAnswered: alarm('湿度', 'Humidity', 'humidity', 'archiveRoom.humidity', 'P04-3.2-03'),
};

const metres: [string, string] = ['米', 'm'];

export const archiveUpkeepForm = defineForm({
  id: 'archive-room-upkeep',
  version: 1,
  title: text('档案库房季度维护记录', 'Quarterly upkeep of the archive room'),
  source: 'P04 §3.2',
  fields: {
    insectBoxesOn: demanded(
      'archive-room-upkeep.insectBoxesOn',
      'P04-3.2-11',
      doneOn('防虫药盒更换日期', 'Insect boxes changed on'),
    ),
    dampPaperOn: demanded(
      'archive-room-upkeep.dampPaperOn',
      'P04-3.2-14',
      doneOn('防潮纸更换日期', 'Damp-proof paper changed on'),
    ),
    curtains: demanded('archive-room-upkeep.curtains', 'P04-3.2-06', {
      kind: 'yesNo',
      label: text('窗帘完好,无阳光直射', 'Curtains are whole; no direct sun'),
      required: true,
    }),
    noFireSource: demanded('archive-room-upkeep.noFireSource', 'P04-3.2-10', {
      kind: 'yesNo',
      label: text('附近无火源', 'No source of fire near by'),
      required: true,
    }),
    fromWaterPipe: measured('距水管', 'Distance from water pipes', metres),
    fromExtinguisher: measured('距灭火器', 'Distance from extinguishers', metres),
    fromSocket: measured('距插座', 'Distance from sockets', metres),
    measures: account('不符合之处与处置', 'What falls short, and what is done about it', false),
  },
});

const farEnough = (
  zh: string,
  en: string,
  field: keyof typeof archiveUpkeepForm.fields,
  least: ParameterIdOf<'number'>,
  because: Rule['because'],
): Rule => ({
  title: text(`${zh}不足时写明处置`, `A distance from ${en} that is too short says what is done`),
  because,
  check: ({ form, value }: { form: FormValues; value: View['value'] }) => {
    const metresAtLeast = Number(value(least));
    if (Number(form[field]) >= metresAtLeast || String(form.measures ?? '') !== '') return true;
    return {
      code: `archiveRoom.${field}`,
      message: text(
        `${zh}应不小于 ${metresAtLeast} 米,请写明处置后再提交。`,
        `The distance from ${en} must be at least ${metresAtLeast} m. Say what is done about it, then submit again.`,
      ),
      params: { least: metresAtLeast, field: 'measures' },
    };
  },
});

export const upkeepRules = {
  farFromWater: farEnough('距水管', 'water pipes', 'fromWaterPipe', 'archiveRoom.fromWaterPipe', 'P04-3.2-07'),
  farFromExtinguisher: farEnough(
    '距灭火器',
    'extinguishers',
    'fromExtinguisher',
    'archiveRoom.fromExtinguisher',
    'P04-3.2-08',
  ),
  farFromSocket: farEnough('距插座', 'sockets', 'fromSocket', 'archiveRoom.fromSocket', 'P04-3.2-09'),
};
