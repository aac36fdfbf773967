export const PortalPage = () => null;
