/** Burns Electron's fuses into the packaged binary: it runs our archive and nothing else. */
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

/** @param {import('electron-builder').AfterPackContext} context */
export default async function burnFuses({ appOutDir, electronPlatformName, packager, arch }) {
  const product = packager.appInfo.productFilename;
  const binary =
    electronPlatformName === 'darwin' || electronPlatformName === 'mas'
      ? `${product}.app`
      : electronPlatformName === 'win32'
        ? `${product}.exe`
        : packager.executableName;
  const armOnMac = electronPlatformName === 'darwin' && arch === 3;
  await flipFuses(path.join(appOutDir, binary), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: armOnMac,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    // The guard pages that make WebAssembly fast and safe: Electron's own default.
    [FuseV1Options.WasmTrapHandlers]: true,
  });
}
