import { Button } from 'antd';
import { useLanguage } from '../../shared/language.tsx';

export function PublicLanguageButton() {
  const { language, choose } = useLanguage();
  const next = language === 'zh' ? 'en' : 'zh';
  return (
    <Button lang={next} onClick={() => choose(next)}>
      {next === 'en' ? 'English' : '中文'}
    </Button>
  );
}
