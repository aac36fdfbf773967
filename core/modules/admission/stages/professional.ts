import { text } from '../../../base/text.ts';
import * as compliance from '../forms/compliance.ts';
import * as quality from '../forms/quality.ts';
import * as visit from '../forms/site-visit.ts';

/** The review by two departments at once, and the site visit (P05 §3.3.1–3.3.2). */
export const professionalStages = {
  professional: {
    title: text('专业审核', 'Professional review'),
    join: 'firstRefusal',
    to: 'summary',
    ifRefused: 'refusal',
    mayReturnTo: ['preliminary'],
    tasks: {
      quality: {
        title: text('质量审核', 'Quality review'),
        by: 'qualificationReviewer',
        actions: {
          passQuality: {
            title: text('专业审核通过', 'Pass'),
            tone: 'primary',
            form: quality.qualityReviewForm,
            sign: text('质量管理部审核通过', 'Quality management: passed'),
            requires: [
              'businessLicenceInDate',
              'permitInDate',
              'registrationsInDate',
              'everyCredentialVerified',
              'nothingInvalid',
              'gradeNotBelowPoints',
              'passableWithoutVisit',
            ],
            then: ['riskAssessment'],
            because: ['P05-3.3.1-01', 'P05-3.3.1-04', 'P05-3.3.1-07'],
          },
          orderVisit: {
            title: text('安排实地核查', 'Order a site visit'),
            form: quality.siteVisitOrderForm,
            requires: ['gradeNotBelowPoints'],
            to: { open: 'siteVisit' },
            because: 'P05-3.3.1-08',
          },
          refuseQuality: {
            title: text('质量审核不通过', 'Fail'),
            tone: 'danger',
            form: quality.qualityRefusalForm,
            sign: text('质量管理部审核不通过', 'Quality management: failed'),
            outcome: 'refused',
            because: 'P05-3.3.3-05',
          },
        },
      },
      compliance: {
        title: text('合规审核', 'Compliance review'),
        by: 'complianceOfficer',
        actions: {
          passCompliance: {
            title: text('合规审核通过', 'Pass'),
            tone: 'primary',
            form: compliance.complianceForm,
            sign: text('合规审核通过', 'Compliance: passed'),
            requires: ['noComplianceRisk'],
            then: ['complianceOpinion'],
            because: ['P05-3.3.2-04', 'P05-3.3.2-05'],
          },
          refuseCompliance: {
            title: text('合规审核不通过', 'Fail'),
            tone: 'danger',
            form: compliance.complianceRefusalForm,
            sign: text('合规审核不通过', 'Compliance: failed'),
            outcome: 'refused',
            because: 'P05-3.3.2-06',
          },
        },
      },
    },
  },
  siteVisit: {
    title: text('实地核查', 'Site visit'),
    tasks: {
      visit: {
        title: text('实地核查', 'Site visit'),
        by: 'qualificationReviewer',
        actions: {
          arrange: {
            title: text('排定核查日期', 'Fix the date'),
            form: visit.siteVisitDateForm,
            stays: true,
            because: 'P05-3.3.1-09',
          },
          report: {
            title: text('提交核查报告', 'File the report'),
            tone: 'primary',
            form: visit.siteVisitForm,
            sign: text('实地核查属实', 'The visit was made as reported'),
            requires: ['twoInspectors', 'resultFollowsFindings'],
            then: ['siteVisitReport'],
            to: { when: 'visitPassed', then: { reopen: 'professional' }, else: { only: 'refusal' } },
            because: ['P05-3.3.1-15', 'P05-3.3.1-17'],
          },
        },
      },
    },
  },
} as const;
