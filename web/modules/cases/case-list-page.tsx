export const CaseListPage = () => null;
