import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { DiagramView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { Diagram } from '../../parts/diagram.tsx';
import { Icon } from '../../parts/icon.tsx';

export const DiagramPane = ({ view }: { view: DiagramView }) => {
  const { t } = useLanguage();
  const [large, setLarge] = useState(false);
  return (
    <>
      <Diagram view={view} />
      <Button size="small" type="text" icon={<Icon name="fit" size={16} />} onClick={() => setLarge(true)}>
        {t('diagram.larger')}
      </Button>
      <Modal
        open={large}
        onCancel={() => setLarge(false)}
        footer={null}
        width="min(1120px, 96vw)"
        title={t('case.diagram')}
      >
        <Diagram view={view} />
      </Modal>
    </>
  );
};
